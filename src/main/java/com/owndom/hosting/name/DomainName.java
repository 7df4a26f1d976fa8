package com.owndom.hosting.name;

import java.util.regex.Pattern;

/**
 * A host that visitors ask for.
 *
 * @param value in lower case, with at least one dot: {@code owndom.com}
 */
public record DomainName(String value) {

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile(LABEL + "(\\." + LABEL + ")+");
    private static final int LONGEST = 253;

    /** Whether it is a domain name (RFC 1035, section 2.3.1). */
    public boolean isWellFormed() {
        return value.length() <= LONGEST && FORM.matcher(value).matches();
    }
}
