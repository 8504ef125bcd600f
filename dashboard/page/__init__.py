"""The page: Streamlit, and nothing that another room needs."""
