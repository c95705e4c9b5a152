"""The page's files: policy, caching, and a sentence where there is no page."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import httpx
import pytest

from flowport.server.designer import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from serving import Served


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A page in place of the package's, whether that was built or not."""
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Flowport</title>")
    (folder / "assets" / "index-B1a2c3d4.js").write_text("console.log(1)\n" * 400)
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.setattr(resources, "files", lambda _name: tmp_path)
    page.forget()
    yield folder
    page.forget()


def test_the_page_is_served_under_a_strict_policy(site: Served, built: Path) -> None:
    """The page comes with a policy that allows nothing inline and nothing remote."""
    answer = httpx.get(f"{site.url}/")

    assert answer.text == (built / "index.html").read_text()
    assert "'unsafe" not in answer.headers["content-security-policy"]
    assert "http" not in answer.headers["content-security-policy"]


@pytest.mark.usefixtures("built")
def test_assets_are_kept_for_a_year(site: Served) -> None:
    """A file with a hash in its name is immutable, zipped, and of its own type."""
    answer = httpx.get(f"{site.url}/assets/index-B1a2c3d4.js")

    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert "javascript" in answer.headers["content-type"]


@pytest.mark.usefixtures("built")
def test_an_unchanged_page_is_not_sent_again(site: Served) -> None:
    """The page itself is asked for each time, and answered with its tag alone."""
    tag = httpx.get(f"{site.url}/").headers["etag"]

    assert httpx.get(f"{site.url}/", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/assets/../../secret.txt", "/assets/%2e%2e/%2e%2e/secret.txt"])
def test_nothing_outside_the_page_is_served(site: Served, path: str) -> None:
    """No address leads out of the page's folder."""
    with httpx.Client() as http:
        request = http.build_request("GET", f"{site.url}/x")
        request.url = request.url.copy_with(raw_path=path.encode())

        assert "secret" not in http.send(request).text


@pytest.mark.usefixtures("built")
def test_deep_addresses_give_the_page(site: Served) -> None:
    """An address within the page can be opened and bookmarked."""
    assert "Flowport" in httpx.get(f"{site.url}/designer/flows/abc").text


@pytest.mark.usefixtures("built")
def test_a_page_that_is_built_again_takes_the_place_of_the_former(
    site: Served, built: Path
) -> None:
    """A server that runs notices it by a file that is gone, and needs no restart."""
    httpx.get(site.url)
    (built / "assets" / "index-B1a2c3d4.js").unlink()
    (built / "index.html").write_text("<!doctype html><title>Anew</title>")

    gone = httpx.get(f"{site.url}/assets/index-B1a2c3d4.js")

    assert gone.status_code == 404
    assert "Anew" in httpx.get(site.url).text


@pytest.mark.usefixtures("built")
def test_a_page_that_was_not_built_says_so(site: Served, built: Path) -> None:
    """Without a built page there is one sentence that says what to do."""
    (built / "index.html").unlink()
    page.forget()
    answer = httpx.get(f"{site.url}/")

    assert (answer.status_code, answer.text.strip()) == (503, page.MISSING)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(("host", "said"), [("127.0.0.1", "same-origin"), ("flows.test", None)])
def test_the_page_stands_alone_where_the_address_is_trusted(
    site: Served, host: str, said: str | None
) -> None:
    """Over plain http the header that browsers only complain of there is left out."""
    answer = httpx.get(site.url, headers={"host": host})

    assert answer.headers.get("cross-origin-opener-policy") == said


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("site_of_the_asker", "said"),
    [
        ("cross-site", "same-origin"),
        ("same-site", "same-origin"),
        ("none", None),
        ("same-origin", None),
    ],
)
def test_the_page_stands_alone_where_another_page_may_have_opened_it(
    site: Served, site_of_the_asker: str, said: str | None
) -> None:
    """A typed address does not pay for a process of its own, which has no compiled scripts."""
    answer = httpx.get(site.url, headers={"sec-fetch-site": site_of_the_asker})

    assert answer.headers.get("cross-origin-opener-policy") == said
    assert "sec-fetch-site" in answer.headers["vary"].lower()
