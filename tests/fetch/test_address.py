from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadInput
from archive.fetch.address import ALL_PRIVATE, checked_url, is_public, may_connect


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://a.example/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "/story", ""),
        *("http://", "http:///x", "http://u@a.example/", "http://u:p@a.example/", "http://a.example:22/"),
        *(
            "http://a.example:0/",
            "http://a.example:99999/",
            "http://[::1",
            "http://a b/",
            "http://a.example/" + "x" * 4_000,
        ),
        "http://a.example\x00/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(BadInput):
        checked_url(url)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.9.9.9",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
        ),
        *(
            "100.64.0.1",
            "100.127.255.255",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.2.1",
        ),
        *(
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
        ),
        *("::ffff:10.0.0.1", "::ffff:127.0.0.1", "2002:7f00:1::", "2002:c0a8:101::1", "64:ff9b::a00:1"),
        *("64:ff9b:1::1", "2001::1", "::7f00:1"),
    ],
)
def test_addresses_that_not_everybody_reaches_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "93.184.216.34",
        "1.1.1.1",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ],
)
def test_addresses_on_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_only_the_network_named_is_opened() -> None:
    allowed = (ip_network("127.0.0.1/32"),)

    assert may_connect(ip_address("127.0.0.1"), allowed)
    assert may_connect(ip_address("::ffff:127.0.0.1"), allowed)
    assert not may_connect(ip_address("127.0.0.2"), allowed)


@pytest.mark.parametrize("address", ["0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "ff02::1"])
def test_what_is_no_machine_is_never_connected_to(address: str) -> None:
    assert not may_connect(ip_address(address), ALL_PRIVATE)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "//", "http://a.example"]))
def test_only_our_error_escapes_any_text(text: str, start: str) -> None:
    try:
        url = checked_url(start + text)
    except BadInput:
        return
    assert checked_url(url) == url
    assert url.startswith(("http://", "https://"))
    assert "#" not in url
