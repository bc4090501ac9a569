package dev.planetfall.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.SafetyEvent.AlarmCleared;
import dev.planetfall.migration.SafetyEvent.AlarmRaised;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Alarm ALARM =
            new Alarm("log-limit", Alarm.Level.CRITICAL, "The source keeps \"much\" log.", "Raise its limit.", NOON);
    private static final Notice NOTICE = new Notice(NOON, "store from db", ALARM, false);

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer server;
    private volatile Duration delay = Duration.ZERO;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::answer);
        server.setExecutor(java.util.concurrent.Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsAnAlarmAsJson() {
        assertThat(webhook().send(NOTICE)).isEqualTo("The webhook was told.");
        assertThat(bodies)
                .containsExactly(
                        "{\"text\":\"Planetfall: Alarm for store from db. The source keeps \\\"much\\\" log. Raise its limit.\","
                                + "\"event\":\"raised\",\"at\":\"2026-11-21T12:00:00Z\",\"migration\":\"store from db\","
                                + "\"alarm\":\"log-limit\",\"level\":\"CRITICAL\",\"sentence\":\"The source keeps \\\"much\\\" log.\","
                                + "\"advice\":\"Raise its limit.\",\"since\":\"2026-11-21T12:00:00Z\"}");
    }

    @Test
    void triesAgainWhatMayPass() {
        answers.addAll(List.of(500, 429, 204));

        assertThat(webhook().send(NOTICE)).isEqualTo("The webhook was told.");
        assertThat(bodies).hasSize(3);
    }

    @Test
    void givesUpAfterAWhileWithoutTellingTheAddress() {
        answers.addAll(List.of(503, 503, 503, 503));

        assertThat(webhook().send(NOTICE)).isEqualTo("The webhook answered with status 503.");
        assertThat(bodies).hasSize(3);
    }

    @Test
    void doesNotInsistWhereItIsRefused() {
        answers.add(403);

        assertThat(webhook().send(NOTICE)).isEqualTo("The webhook answered with status 403.");
        assertThat(bodies).hasSize(1);
    }

    @Test
    void doesNotFollowToAnotherAddress() {
        answers.add(302);

        assertThat(webhook().send(NOTICE)).isEqualTo("The webhook answered with status 302.");
        assertThat(bodies).hasSize(1);
    }

    @Test
    void saysThatNobodyAnswersWithoutTellingTheAddress() {
        delay = Duration.ofSeconds(5);
        String said = new Webhook(address(), Duration.ofMillis(100), List.of()).send(NOTICE);
        assertThat(said)
                .startsWith("The webhook could not be reached (HttpTimeoutException)")
                .doesNotContain("secret");
        server.stop(0);
        assertThat(webhook().send(NOTICE))
                .startsWith("The webhook could not be reached")
                .doesNotContain("secret");
    }

    @Test
    void triesOnceForWhoWaits() {
        answers.add(503);
        assertThat(webhook().sendOnce(NOTICE)).isEqualTo("The webhook answered with status 503.");
        assertThat(bodies).hasSize(1);

        server.stop(0);
        long begun = System.nanoTime();
        assertThat(new Webhook(address()).sendOnce(NOTICE)).startsWith("The webhook could not be reached");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/secret",
                "ftp://example.com",
                "example.com",
                "",
                "https://",
                "https:// a b",
                "http://localhost.example.com",
                "file:///etc/passwd"
            })
    void refusesAddressesThatAreNotEncrypted(String address) {
        assertThat(Webhook.problem(address)).isPresent();
        assertThat(NoticeChannels.of(false, true, address)).isEmpty();
        assertThatThrownBy(() -> new Webhook(address)).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/a?b=c", "http://localhost:8080/", " http://127.0.0.1/x "})
    void takesAddressesThatAreEncryptedOrHere(String address) {
        assertThat(Webhook.problem(address)).isEmpty();
    }

    @Test
    void neverLetsWhoPublishesEventsWait() {
        delay = Duration.ofMillis(300);
        try (Notices notices = new Notices(() -> List.of(webhook()))) {
            long begun = System.nanoTime();
            for (int i = 0; i < 500; i++) {
                notices.accept(new AlarmRaised(NOON, ALARM), MigrationState.INITIAL);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void tellsWhatBeganAndWhatIsOverAndSendsWhatWaitsWhenItIsClosed() {
        try (Notices notices = new Notices(() -> List.of(webhook()))) {
            notices.accept(new AlarmRaised(NOON, ALARM), MigrationState.INITIAL);
            notices.accept(new AlarmCleared(NOON, ALARM), MigrationState.INITIAL);
        }
        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(1)).contains("\"event\":\"cleared\"", "Planetfall: over for a migration.");
    }

    private Webhook webhook() {
        return new Webhook(address(), Duration.ofSeconds(10), List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/secret";
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int status = answers.isEmpty() ? 204 : answers.pop();
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
