import unittest

from answers import cors_headers

SITE = "https://client-2.example"


class CorsTest(unittest.TestCase):
    def test_the_own_site_may_read_answers(self):
        self.assertEqual(cors_headers(SITE, SITE)["Access-Control-Allow-Origin"], SITE)

    def test_others_get_no_permission(self):
        for origin in ("https://client-1.example", "null", None):
            self.assertEqual(cors_headers(origin, SITE), {"Vary": "Origin"})

    def test_nobody_is_allowed_when_no_site_is_set(self):
        for origin in (SITE, None):
            self.assertEqual(cors_headers(origin, None), {"Vary": "Origin"})


if __name__ == "__main__":
    unittest.main()
