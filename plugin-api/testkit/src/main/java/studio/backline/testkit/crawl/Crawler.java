package studio.backline.testkit.crawl;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import studio.backline.testkit.Page;
import studio.backline.testkit.ScreenWindow;
import studio.backline.testkit.Visitor;

/**
 * Goes to every address as one person, with what every workspace has in the place of parameters.
 */
public final class Crawler {

    private static final Pattern PARAMETER = Pattern.compile(":[a-zA-Z]+[?*]?(\\([^)]*\\))?");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}|\\*\\*?");

    /** What a screen offers to be fetched besides: downloads, images, files. */
    private static final Pattern OFFERED =
            Pattern.compile("(?:VAADIN/dynamic/resource/[^\"\\\\ ]+|files/[0-9a-f/-]{70,90})");

    private final Addresses addresses;
    private final List<Target> targets;
    private final Set<String> offered = new TreeSet<>();

    /**
     * For these addresses.
     *
     * @param targets what each workspace has
     */
    public Crawler(Addresses addresses, List<Target> targets) {
        this.addresses = addresses;
        this.targets = List.copyOf(targets);
    }

    /** What was offered to whoever came before: all others try to fetch it, too. */
    public Set<String> offered() {
        return offered;
    }

    /** As somebody who has signed in and can open screens. */
    public List<Visit> asMember(Visitor visitor) {
        List<Visit> visits = new ArrayList<>();
        ScreenWindow window = visitor.openWindow("");
        for (String screen : paths(addresses.screens(), PARAMETER)) {
            visits.add(Visit.of("screen " + screen, window.go(screen)));
        }
        visits.add(Visit.of("what comes by itself", window.news()));
        visits.forEach(this::harvest);
        visits.addAll(asVisitor(visitor));
        return visits;
    }

    /** As somebody with nothing but addresses. */
    public List<Visit> asVisitor(Visitor visitor) {
        List<Visit> visits = new ArrayList<>();
        Set<String> open = new LinkedHashSet<>(paths(addresses.screens(), PARAMETER));
        List<String> handlers =
                addresses.handlers().stream()
                        .map(handler -> handler.replaceFirst("^\\[[^]]*] /?", ""))
                        .toList();
        open.addAll(paths(handlers, VARIABLE));
        open.addAll(
                paths(
                        addresses.servlets().stream().map(s -> s.replaceFirst("^/", "")).toList(),
                        VARIABLE));
        open.addAll(offered);
        for (String address : open) {
            visits.add(Visit.of("GET " + address, visitor.open(address)));
        }
        for (String address : paths(handlers, VARIABLE)) {
            visits.add(Visit.of("POST " + address, visitor.post(address, "{}")));
        }
        return visits;
    }

    private void harvest(Visit visit) {
        OFFERED.matcher(visit.text()).results().forEach(found -> offered.add(found.group()));
    }

    private Set<String> paths(List<String> templates, Pattern parameter) {
        Set<String> paths = new LinkedHashSet<>();
        for (String template : templates) {
            for (Target target : targets) {
                String path = template;
                while (parameter.matcher(path).find()) {
                    String value = path.matches("files/.*\\*\\*") ? target.file() : target.id();
                    path = parameter.matcher(path).replaceFirst(value);
                }
                paths.add(path);
            }
        }
        return paths;
    }

    /**
     * What a workspace has.
     *
     * @param workspace its id
     * @param id that of its row in every table
     */
    public record Target(String workspace, String id) {

        String file() {
            return workspace + "/" + id;
        }
    }

    /**
     * What came back.
     *
     * @param text headers and body
     */
    public record Visit(String address, int status, String text) {

        /** What was answered there. */
        public static Visit of(String address, Page page) {
            return new Visit(
                    address,
                    page.status(),
                    page.url() + "\n" + page.headers() + "\n" + page.body());
        }
    }
}
