import unittest

from page import render

VISITS = {"visits": 3, "database": "client_2_db", "latest": ["2026-01-02T03:04:05+02:00"]}


class PageTest(unittest.TestCase):
    def test_shows_the_visits(self):
        page = render("client-2", "/styles.css", VISITS)
        self.assertIn('<b class="count" id="visits">3</b>', page)
        self.assertIn("2026-01-02 01:04 UTC", page)

    def test_says_so_when_there_is_nothing_to_show(self):
        page = render("client-2", "/styles.css", None)
        self.assertIn('role="status"', page)
        self.assertNotIn("client_2_db", page)

    def test_escapes_what_the_backend_says(self):
        page = render("<client>", "/styles.css", VISITS | {"database": "<b>"})
        self.assertIn("&lt;client&gt;", page)
        self.assertIn("&lt;b&gt;", page)


if __name__ == "__main__":
    unittest.main()
