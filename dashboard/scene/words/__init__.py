"""Every word that page and files share."""
