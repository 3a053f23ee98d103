package studio.backline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Somebody with a simple browser: keeps cookies, follows redirects, fills in forms with their
 * hidden fields, runs no script.
 */
public final class Visitor {

    private final URI home;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /** A visitor who has never been here. */
    public Visitor(URI home) {
        this.home = home;
    }

    /** Opens an address, relative to the start page. */
    public Page open(String path) {
        return send(HttpRequest.newBuilder(home.resolve(path)).header("Accept", "text/html"));
    }

    /**
     * Opens a screen as a browser with scripts does, so that the server really makes its view.
     *
     * @return what the server tells the browser to show
     */
    public Page openScreen(String path) {
        return openWindow(path).go(path);
    }

    /** Opens a window in which one goes from screen to screen, for an address to begin at. */
    public ScreenWindow openWindow(String path) {
        return new ScreenWindow(this, path);
    }

    /** Sends a text of JSON to an address. */
    public Page post(String address, String json) {
        return send(
                HttpRequest.newBuilder(home.resolve(address))
                        .header("Content-Type", "application/json; charset=UTF-8")
                        .header("Origin", home.toString().replaceFirst("/$", ""))
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Hands over a file as Vaadin's place for one does. */
    Page upload(String address, String name, String content) {
        return send(
                HttpRequest.newBuilder(home.resolve(address))
                        .header("Content-Type", "application/octet-stream")
                        .header("X-Filename", ScreenWindow.encode(name))
                        .header("Origin", home.toString().replaceFirst("/$", ""))
                        .POST(HttpRequest.BodyPublishers.ofString(content)));
    }

    /** Fills in the form that has these fields, or the first one where none is named; sends it. */
    public Page submit(Page page, Map<String, String> values) {
        Page.Form form = page.formWith(values.keySet());
        Map<String, String> fields = new LinkedHashMap<>(form.fields());
        fields.putAll(values);
        String body =
                fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(form.action())
                        .header("Accept", "text/html")
                        .header("Origin", home.toString().replaceFirst("/$", ""))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The cookies it holds. */
    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(
                            request.timeout(Duration.ofSeconds(60)).build(),
                            HttpResponse.BodyHandlers.ofString());
            return new Page(
                    answer.uri(), answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
