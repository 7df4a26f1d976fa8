package com.owndom.hosting.check;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one subject, in the order in which it was found. */
public final class Problems {

    private final String subject;
    private final List<Problem> found = new ArrayList<>();

    /** None yet. */
    public Problems(String subject) {
        this.subject = subject;
    }

    /** Adds one: the value as it was given, what it breaks, and what to write instead. */
    public void refuse(String value, String rule, String fix) {
        found.add(new Problem(subject, value, rule, fix));
    }

    /** All of them. */
    public List<Problem> found() {
        return List.copyOf(found);
    }
}
