"""Keep: would the peace hold under the guarantee on offer."""
