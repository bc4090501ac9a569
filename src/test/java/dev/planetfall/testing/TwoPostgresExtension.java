package dev.planetfall.testing;

import dev.planetfall.demo.EmbeddedServer;
import dev.planetfall.demo.ServerKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Lends a {@link TwoPostgres} to test methods that have such a parameter. Servers start once and serve all tests of the
 * process; databases are made for each test. After the test nothing may be left on them: no session, replication slot,
 * publication or subscription. What is left fails the test and is removed.
 *
 * <p>The usual pair is 15 to 18; {@code -Dplanetfall.test.pair=17-18} changes it, {@link PostgresPair} for one test.
 */
public final class TwoPostgresExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(TwoPostgresExtension.class);
    private static final String USUAL_PAIR = System.getProperty("planetfall.test.pair", "15-18");
    private static final AtomicInteger TESTS = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TwoPostgres.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(TwoPostgres.class, key -> lend(context), TwoPostgres.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional.ofNullable(context.getStore(NAMESPACE).remove(TwoPostgres.class, TwoPostgres.class))
                .ifPresent(TwoPostgresExtension::takeBack);
    }

    private static void takeBack(TwoPostgres servers) {
        List<String> found = servers.found();
        if (!found.isEmpty()) {
            servers.clean();
        }
        servers.drop();
        if (!found.isEmpty()) {
            throw new AssertionError("The test left something on the servers:\n  " + String.join("\n  ", found));
        }
    }

    private static TwoPostgres lend(ExtensionContext context) {
        int[] pair = pair(context);
        CompletableFuture<EmbeddedServer> source =
                CompletableFuture.supplyAsync(() -> SharedServers.of(pair[0], ServerKind.SOURCE));
        EmbeddedServer target = SharedServers.of(pair[1], ServerKind.TARGET);
        return new TwoPostgres(source.join(), target, "test_" + TESTS.incrementAndGet());
    }

    private static int[] pair(ExtensionContext context) {
        return context.getTestMethod()
                .map(method -> method.getAnnotation(PostgresPair.class))
                .or(() -> context.getTestClass().map(type -> type.getAnnotation(PostgresPair.class)))
                .map(pair -> new int[] {pair.source(), pair.target()})
                .orElseGet(() -> usualPair());
    }

    private static int[] usualPair() {
        String[] majors = USUAL_PAIR.split("-", -1);
        return new int[] {Integer.parseInt(majors[0]), Integer.parseInt(majors[1])};
    }
}
