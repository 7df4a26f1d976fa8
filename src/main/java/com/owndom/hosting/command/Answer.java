package com.owndom.hosting.command;

/**
 * What a command answered.
 *
 * @param succeeded whether it ended in time, and with exit code 0
 * @param printed on its standard output
 * @param complaint what it printed beside that, or why it did not answer
 */
public record Answer(boolean succeeded, String printed, String complaint) {

    static Answer failed(String why) {
        return new Answer(false, "", why);
    }
}
