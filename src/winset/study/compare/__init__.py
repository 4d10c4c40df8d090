"""What moved between two sides: two days, two coders, two cases."""
