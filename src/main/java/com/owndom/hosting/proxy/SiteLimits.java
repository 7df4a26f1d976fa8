package com.owndom.hosting.proxy;

/**
 * What visitors of a site may ask for.
 *
 * @param upload the largest request body, as nginx writes it
 * @param apiRate requests a second from one address to {@code /api/}
 * @param webRate requests a second from one address to everything else
 * @param answerSeconds how long an app may be silent while it answers
 */
public record SiteLimits(String upload, int apiRate, int webRate, int answerSeconds) {

    /** The guide's time to answer. */
    public static final int ANSWER_SECONDS = 30;

    /** The guide's, at 10 requests a second. */
    private static final int API_BURST = 10;

    /** The guide's, at 50 requests a second. */
    private static final int WEB_BURST = 20;

    /** How many may come at once: what {@code /api/} takes in a second, at least the guide's 10. */
    int apiBurst() {
        return Math.max(API_BURST, apiRate);
    }

    /** How many may come at once: what is taken in 0.4 seconds, at least the guide's 20. */
    int webBurst() {
        return Math.max(WEB_BURST, webRate / 5 * 2);
    }
}
