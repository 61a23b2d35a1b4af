"""Home: the front door of the deployment, and the home of each brand."""
