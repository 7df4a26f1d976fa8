package com.owndom.hosting.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.deployment.internal.Runner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PatientRunnerTest {

    private final PatientRunner runner = new PatientRunner(new Reporter());
    private final CompletableFuture<Void> task = new CompletableFuture<>();
    private final CompletableFuture<Void> later = new CompletableFuture<>();
    private final CompletableFuture<Void> declared = new CompletableFuture<>();

    @Test
    void waitsForWhatTheProgramStarted() throws Exception {
        var end = run();
        assertThat(end).isNotDone();
        task.complete(null);
        assertThat(end.get(5, TimeUnit.SECONDS).result()).contains("declared");
    }

    @Test
    void waitsForWhatATaskStarted() throws Exception {
        task.whenComplete((none, failure) -> runner.registerTask("later", later));
        var end = run();
        task.complete(null);
        assertThat(end).isNotDone();
        later.complete(null);
        assertThat(end.get(5, TimeUnit.SECONDS).result()).contains("declared");
    }

    @Test
    void endsWithTheFirstFailureWhateverElseIsUnfinished() {
        var end = run();
        runner.registerTask("later", later);
        task.completeExceptionally(new IllegalStateException("refused"));
        assertThatThrownBy(() -> end.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("refused");
    }

    @Test
    void endsWithTheFailureOfTheProgram() {
        var end = runner.runAsync(() -> {
            throw new IllegalStateException("no clients");
        });
        assertThatThrownBy(() -> end.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("no clients");
    }

    private CompletableFuture<Runner.Result<String>> run() {
        var end = runner.runAsync(() -> {
            runner.registerTask("task", task);
            declared.complete(null);
            return "declared";
        });
        declared.join();
        return end;
    }

    /** The SDK's runner reports in the engine's log; this one passes the outcome on. */
    private static final class Reporter implements Runner {

        @Override
        public <T> void registerTask(String description, CompletableFuture<T> any) {
            throw new AssertionError("the tasks are not its own");
        }

        @Override
        public <T> CompletableFuture<Result<T>> runAsync(Supplier<T> outcome) {
            return CompletableFuture.completedFuture(new Success<>(outcome.get()));
        }
    }

    private static final class Success<T> extends Runner.Result<T> {
        private Success(T result) {
            super(0, List.of(), Optional.of(result));
        }
    }
}
