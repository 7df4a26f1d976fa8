package com.owndom.hosting.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberChecksTest {

    private static final String RULE = ": a number gives ports and subnet to one client; ";

    @TempDir
    private Path root;

    private EstateSettings settings;

    @BeforeEach
    void writeProject() {
        settings = new Project(root).production().build();
    }

    @Test
    void everyCollisionHasAFixOfItsOwn() {
        assertThat(problems(Stream.of(client("a", 7), client("b", 7), client("c", 7), client("d", 8), client("e", 8))))
                .containsExactly(
                        "a, b, c: number 7" + RULE + "write number(100) for b, number(101) for c",
                        "d, e: number 8" + RULE + "write number(102) for e");
    }

    @Test
    void aSuggestedNumberIsNoOnesElse() {
        assertThat(problems(Stream.of(client("a", 7), client("b", 7), client("c", 100))))
                .containsExactly("a, b: number 7" + RULE + "write number(101) for b");
    }

    @Test
    void theApexIsOne() {
        var two = Stream.of(new Client("a", ClientBuilder::apex), new Client("b", ClientBuilder::apex));
        assertThat(problems(two)).containsExactly("a, b: number 0" + RULE + "remove apex() from all but one");
    }

    @Test
    void aFullEstateHasNoProblem() {
        assertThat(problems(full())).isEmpty();
    }

    @Test
    void moreThanFiveHundredClientsAreOneProblem() {
        assertThat(problems(Stream.concat(full(), Stream.of(client("one-more", 499)))))
                .containsExactly(
                        "owndom: 501 clients: a bridge of Linux ends at 1,023 containers, which is 500 clients while all are"
                                + " updated at once; move some to an estate of their own");
    }

    @Test
    void numbersDoNotRunOutBefore() {
        var same = IntStream.range(0, 500).mapToObj(it -> client("client-" + it, 7));
        assertThat(problems(same)).singleElement().asString().contains("number(100)", "number(598)");
    }

    private static Stream<Client> full() {
        var numbered = IntStream.rangeClosed(1, 499).mapToObj(it -> client("client-" + it, it));
        return Stream.concat(Stream.of(new Client("portfolio", ClientBuilder::apex)), numbered);
    }

    private static Client client(String name, int number) {
        return new Client(name, it -> it.number(number));
    }

    private List<String> problems(Stream<Client> clients) {
        var plan = EstatePlan.of("owndom", settings, List.of(), clients.toList());
        return new NumberChecks(plan).problems().stream().map(Problem::toString).toList();
    }
}
