package com.owndom.hosting.tls;

import com.owndom.hosting.job.JobOutcome;
import com.pulumi.context.LoggingContext;
import com.pulumi.core.Output;

/**
 * Tells why the settings of certificates could not be installed. It is logged as an error, which fails the update, and
 * not thrown: the rest of the program still has to say what succeeded.
 *
 * @param log the engine's
 */
public record CertificateFailure(LoggingContext log) {

    /** Logs an error when installing failed. */
    public void report(Output<JobOutcome> outcome) {
        outcome.applyValue(it -> {
            if (!it.succeeded()) {
                log.error("the certificates' settings could not be installed (exit code %d); those in use stay.\n%s"
                        .formatted(it.exitCode(), it.log().stripTrailing()));
            }
            return it;
        });
    }
}
