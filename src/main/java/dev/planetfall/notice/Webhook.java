package dev.planetfall.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.planetfall.language.Messages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Posts alarms as JSON to an address that a person chose. The address may hold a token, so nothing here ever tells it. What may pass
 * is tried again; a refusal is not.
 */
public final class Webhook implements Channel {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final List<Duration> USUAL_WAITS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20));
    private static final Set<String> THIS_COMPUTER = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int TOO_MANY = 429;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI address;
    private final Duration timeout;
    private final List<Duration> waits;
    private final HttpClient client;

    /** @throws IllegalArgumentException with a sentence for people, see {@link #problem} */
    public Webhook(String address) {
        this(address, TIMEOUT, USUAL_WAITS);
    }

    /** @param waits before each further try */
    Webhook(String address, Duration timeout, List<Duration> waits) {
        problem(address).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
        this.address = URI.create(address.strip());
        this.timeout = timeout;
        this.waits = List.copyOf(waits);
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Why this is no address for a webhook; empty when it is one. */
    public static Optional<String> problem(String address) {
        try {
            URI uri = URI.create(address.strip());
            boolean local = uri.getHost() != null && THIS_COMPUTER.contains(uri.getHost());
            boolean safe =
                    "https".equalsIgnoreCase(uri.getScheme()) || ("http".equalsIgnoreCase(uri.getScheme()) && local);
            return uri.getHost() != null && safe
                    ? Optional.empty()
                    : Optional.of(Messages.text("notice.webhook.a-webhooks-address-begins-with"));
        } catch (IllegalArgumentException e) {
            return Optional.of(Messages.text("notice.webhook.this-is-no-web-address"));
        }
    }

    @Override
    public String send(Notice notice) {
        String body = body(notice);
        Outcome outcome = post(body);
        for (Duration wait : waits) {
            if (!outcome.mayPass() || !pause(wait)) {
                break;
            }
            outcome = post(body);
        }
        return outcome.sentence();
    }

    @Override
    public String sendOnce(Notice notice) {
        return post(body(notice)).sentence();
    }

    /** The word "text" is what chat programs show. */
    private static String body(Notice notice) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", notice.title() + ". " + notice.text());
        fields.put("event", notice.over() ? "cleared" : "raised");
        fields.put("at", notice.at().toString());
        fields.put("migration", notice.migration());
        fields.put("alarm", notice.alarm().id());
        fields.put("level", notice.alarm().level().name());
        fields.put("sentence", notice.alarm().sentence());
        fields.put("advice", notice.alarm().advice());
        fields.put("since", notice.alarm().since().toString());
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An alarm could not be written as JSON", e);
        }
    }

    private Outcome post(String body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2
                    ? new Outcome(Messages.text("notice.webhook.the-webhook-was-told"), false)
                    : new Outcome(
                            Messages.text("notice.webhook.the-webhook-answered-with-status", status),
                            status >= 500 || status == TOO_MANY);
        } catch (IOException e) {
            return new Outcome(
                    Messages.text(
                            "notice.webhook.the-webhook-could-not-be",
                            e.getClass().getSimpleName()),
                    true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(Messages.text("notice.webhook.it-was-broken-off"), false);
        }
    }

    private static boolean pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param mayPass whether another try may go better */
    private record Outcome(String sentence, boolean mayPass) {}
}
