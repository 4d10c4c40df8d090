"""What users have and use: records and cases written in the formats of other tools, and read from them."""
