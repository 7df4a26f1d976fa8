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
}
