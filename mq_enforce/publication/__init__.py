"""What is published when, and what must be removed before."""
