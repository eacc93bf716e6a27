"""What happens whoever decides: enactment, licensing, trade, manufacture, learning, accounting."""
