"""What every other package stands on; knows nothing of law, cases or storage."""
