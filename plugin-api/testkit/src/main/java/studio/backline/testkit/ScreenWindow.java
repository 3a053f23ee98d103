package studio.backline.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A window of somebody's browser that goes from screen to screen, so that the server really makes
 * their views. Used by one thread.
 */
public final class ScreenWindow {

    private static final Pattern WINDOW = Pattern.compile("\"v-uiId\":(\\d+)");
    private static final Pattern SECURITY_KEY =
            Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");
    private static final Pattern TURN = Pattern.compile("\"syncId\": ?(\\d+)");

    private static final Pattern UPLOAD =
            Pattern.compile("\"uri\":\"(VAADIN/dynamic/resource/[^\"]+/upload)\"");

    /** All that a click tells of the mouse and the keyboard. */
    private static final String CLICK =
            """
            {"type":"event","node":%s,"event":"click","data":{"event.screenX":1,"event.screenY":1,\
            "event.clientX":1,"event.clientY":1,"event.detail":1,"event.button":0,\
            "event.shiftKey":false,"event.ctrlKey":false,"event.altKey":false,\
            "event.metaKey":false}}""";

    private final Visitor visitor;
    private final StringBuilder shown = new StringBuilder();
    private final String window;
    private final String key;
    private String turn = "0";
    private int sent;

    ScreenWindow(Visitor visitor, String path) {
        this.visitor = visitor;
        Page begun = visitor.open("?v-r=init&location=" + encode(path) + "&query=");
        this.window = begun.find(WINDOW);
        this.key = begun.find(SECURITY_KEY);
    }

    /** Asks for what the server has changed by itself since the last answer. */
    public Page news() {
        return tell("");
    }

    /**
     * Clicks a button.
     *
     * @param caption its words, as they stand on the screen
     * @return what the server tells the browser to show
     */
    public Page click(String caption) {
        String text = last("\"node\":(\\d+),[^{}]*\"value\":\"%s\"}", Pattern.quote(caption));
        String button = last("\"node\":(\\d+),[^{}]*\"addNodes\":\\[(?:\\d+,)*%s[,\\]]", text);
        return tell(CLICK.formatted(button));
    }

    /**
     * Hands over a file at the place for one that was shown last.
     *
     * @param name as the person's machine calls it
     * @param content of the file
     * @return what the server tells the browser to show afterwards
     */
    public Page upload(String name, String content) {
        Matcher places = UPLOAD.matcher(shown);
        String place = places.results().reduce((_, later) -> later).orElseThrow().group(1);
        visitor.upload(place, name, content);
        return news();
    }

    /** The group of the last match in all that was shown. */
    private String last(String pattern, String part) {
        return Pattern.compile(pattern.formatted(part))
                .matcher(shown)
                .results()
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("No '%s' was shown".formatted(part)))
                .group(1);
    }

    /**
     * Goes to a screen.
     *
     * @param path relative to the start page, each of its parts encoded as in an address
     * @return what the server tells the browser to show
     */
    public Page go(String path) {
        String trigger = sent == 0 ? "" : "link";
        return tell(
                """
                {"type":"event","node":1,"event":"ui-navigate","data":\
                {"route":"/%s","query":"","appShellTitle":"","historyState":{"idx":%d},\
                "trigger":"%s"}}"""
                        .formatted(path, sent, trigger));
    }

    private Page tell(String event) {
        String body =
                """
                {"csrfToken":"%s","rpc":[%s],"syncId":%s,"clientId":%d}"""
                        .formatted(key, event, turn, sent);
        sent++;
        Page answer = visitor.post("?v-r=uidl&v-uiId=" + window, body);
        turn = answer.find(TURN);
        shown.append(answer.body());
        return answer;
    }

    /** A part of an address. */
    public static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
