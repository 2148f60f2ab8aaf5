"""The network: pages, feeds and robots.txt over HTTP, politely and within limits."""
