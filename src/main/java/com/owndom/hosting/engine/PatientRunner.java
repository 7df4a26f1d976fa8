package com.owndom.hosting.engine;

import com.pulumi.core.internal.ContextAwareCompletableFuture;
import com.pulumi.deployment.internal.Runner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Waits until everything that a program started has ended, or until the first of it fails.
 *
 * <p>The SDK's own runner asks all unfinished tasks again and again, and writes a text of them each time, which keeps one
 * core busy as long as the engine works. It only reports the end here.
 */
final class PatientRunner implements Runner {

    private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS);

    private final Runner reporter;
    private final AtomicInteger unfinished = new AtomicInteger();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    PatientRunner(Runner reporter) {
        this.reporter = reporter;
    }

    @Override
    public <T> void registerTask(String description, CompletableFuture<T> task) {
        unfinished.incrementAndGet();
        task.whenComplete((value, failure) -> {
            if (failure != null) {
                settled.completeExceptionally(failure);
            } else if (unfinished.decrementAndGet() == 0) {
                // What follows on the end of a task may be about to register the next one.
                LATER.execute(this::settle);
            }
        });
    }

    private void settle() {
        if (unfinished.get() == 0) {
            settled.complete(null);
        }
    }

    @Override
    public <T> CompletableFuture<Result<T>> runAsync(Supplier<T> program) {
        var ended = ContextAwareCompletableFuture.supplyAsync(program);
        registerTask("program", ended);
        return ContextAwareCompletableFuture.wrap(settled)
                .handle((none, failure) -> reporter.runAsync(() -> outcome(ended, failure)))
                .thenCompose(Function.identity());
    }

    private static <T> T outcome(CompletableFuture<T> ended, Throwable failure) {
        if (failure != null) {
            throw new CompletionException(failure);
        }
        return ended.join();
    }
}
