package com.owndom.hosting.proxy;

/**
 * A host that sends its visitors elsewhere.
 *
 * @param host that is redirected
 * @param target an address without a slash at its end when the path is kept
 * @param keepsPath whether what was asked for, path and query, is appended to the target
 */
public record Redirect(String host, String target, boolean keepsPath) {}
