package com.owndom.hosting.proxy;

/** Renders the proxy's own pages. They need nothing else: no script, no font, no picture. */
final class PageText {

    private static final String DEFAULT_MAINTENANCE = "We are improving this site and will be back shortly.";

    private PageText() {}

    /** For a client whose apps do not answer. */
    static String unavailable() {
        return page("Back soon", "This site is not answering at the moment. Please try again in a minute.");
    }

    /** For a client that is closed on purpose; a text of its own, or with none or {@code true} the one for all. */
    static String maintenance(String text) {
        return page("Down for maintenance", text.isBlank() || text.equals("true") ? DEFAULT_MAINTENANCE : text.strip());
    }

    private static String page(String title, String text) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%1$s</title>
                <style>
                  :root { color-scheme: light dark; --ink: #1f2430; --soft: #5a6272; --paper: #f6f5f2; --line: #c8672c }
                  @media (prefers-color-scheme: dark) { :root { --ink: #eceae5; --soft: #a6acb8; --paper: #15171c; --line: #e08a50 } }
                  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
                         font: 1.125rem/1.6 system-ui, sans-serif }
                  main { max-width: 30rem; margin: 1.5rem; padding: .75rem 1.75rem; border-left: 4px solid var(--line) }
                  h1 { margin: 0 0 .5rem; font-size: 2rem; line-height: 1.2; letter-spacing: -.01em }
                  p { margin: 0; color: var(--soft); white-space: pre-line; overflow-wrap: anywhere }
                </style>
                <main>
                  <h1>%1$s</h1>
                  <p>%2$s</p>
                </main>
                </html>
                """
                .formatted(title, escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
