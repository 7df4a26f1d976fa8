package com.owndom.hosting.check;

/**
 * One thing that keeps an estate from being declared.
 *
 * @param subject what it is about: a client's name, or the setting's key
 * @param value the value as it was given, never a secret
 * @param rule what it breaks
 * @param fix what to write instead
 */
public record Problem(String subject, String value, String rule, String fix) {

    @Override
    public String toString() {
        return "%s: %s: %s; %s".formatted(subject, value, rule, fix);
    }
}
