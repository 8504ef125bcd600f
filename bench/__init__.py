"""Times a step of the time layer on made-up events, beside its peers. No part of the page."""
