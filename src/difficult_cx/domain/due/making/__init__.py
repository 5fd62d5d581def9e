"""What the rules of the grammar make from what a pattern captured: days, periods, lengths, times of day."""
