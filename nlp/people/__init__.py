"""Reading of people in running text: titles and degrees, where a name begins and ends, and who is who."""
