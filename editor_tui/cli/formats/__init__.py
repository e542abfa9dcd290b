"""How findings are written for whoever reads them."""
