package com.owndom.e2e;

import java.util.function.BooleanSupplier;

/** Waits for what happens by itself. */
final class Eventually {

    private static final int PAUSE_MILLISECONDS = 200;

    private Eventually() {}

    static void within(int seconds, String what, BooleanSupplier happened) {
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + seconds + " s: " + what);
            }
            try {
                Thread.sleep(PAUSE_MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
