"""How, where and when something was said: channel, outlet, hearer, occasion and day."""
