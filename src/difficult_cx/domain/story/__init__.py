"""What many calls come to: the customer's story, the firm's numbers. Pure folds over events."""
