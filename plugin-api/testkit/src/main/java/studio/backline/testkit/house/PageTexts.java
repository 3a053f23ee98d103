package studio.backline.testkit.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** What is written into the templates of pages, rather than asked for. */
final class PageTexts {

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

    /** It is called so in every language. */
    private static final String OWN_NAME = "Backline";

    private static final List<String> HEARD =
            List.of("alt", "aria-label", "aria-description", "placeholder", "title");

    private PageTexts() {}

    static List<Violation> written(InspectedModule module) {
        if (!Files.isDirectory(module.resources())) {
            return List.of();
        }
        List<Violation> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(module.resources())) {
            for (Path page : files.filter(file -> file.toString().endsWith(".html")).toList()) {
                String name = module.resources().relativize(page).toString().replace('\\', '/');
                for (Element element : Jsoup.parse(Files.readString(page)).getAllElements()) {
                    texts(element)
                            .filter(text -> WORD.matcher(text).find() && !text.equals(OWN_NAME))
                            .map(text -> "says '%s'".formatted(text))
                            .forEach(what -> found.add(new Violation(name, what)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + module.resources(), e);
        }
        return found;
    }

    private static Stream<String> texts(Element element) {
        Stream<String> own =
                element.hasAttr("th:text") ? Stream.empty() : Stream.of(element.ownText().strip());
        return Stream.concat(own, HEARD.stream().map(element::attr));
    }
}
