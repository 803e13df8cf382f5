"""Plans, occasions and streaks: what a habit asks for and what came of it."""
