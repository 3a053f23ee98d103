package studio.backline.ui.screen;

import com.vaadin.flow.component.Component;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import studio.backline.screens.MenuEntry;

/** All screens that can be opened now. Read on any thread, changed by the lifecycle's thread. */
public final class MountedScreens {

    private static final Comparator<MountedScreen> MENU_ORDER =
            Comparator.comparing((MountedScreen mounted) -> menu(mounted).group())
                    .thenComparing(mounted -> menu(mounted).order())
                    .thenComparing(mounted -> mounted.screen().path());

    private final List<MountedScreen> screens = new CopyOnWriteArrayList<>();

    void add(MountedScreen screen) {
        screens.add(screen);
    }

    void removeIf(Predicate<MountedScreen> gone) {
        screens.removeIf(gone);
    }

    /** The screen that a view belongs to. */
    public Optional<MountedScreen> of(Class<?> view) {
        return screens.stream().filter(mounted -> mounted.screen().view() == view).findFirst();
    }

    /** The screen that opens at an address; one without parameters comes before one with. */
    public Optional<MountedScreen> at(String address) {
        String path = address.split("[?#]", 2)[0];
        return screens.stream()
                .filter(mounted -> leads(mounted.screen().path(), path))
                .min(Comparator.comparing(mounted -> mounted.screen().path().contains(":")));
    }

    private static boolean leads(String template, String path) {
        String[] wanted = template.split("/");
        String[] given = path.split("/");
        return wanted.length == given.length
                && IntStream.range(0, given.length)
                        .allMatch(i -> wanted[i].startsWith(":") || wanted[i].equals(given[i]));
    }

    /** Those with a place in the drawer, in its order. */
    public List<MountedScreen> inMenu() {
        return screens.stream()
                .filter(mounted -> mounted.screen().menu().isPresent())
                .sorted(MENU_ORDER)
                .toList();
    }

    /** Which of these entries each letter opens, in their order: the first that claims it. */
    public static Map<Character, MountedScreen> byLetter(List<MountedScreen> entries) {
        Map<Character, MountedScreen> letters = new LinkedHashMap<>();
        for (MountedScreen entry : entries) {
            menu(entry).letter().ifPresent(letter -> letters.putIfAbsent(letter, entry));
        }
        return letters;
    }

    /** The entry of a screen that is in the menu. */
    public static MenuEntry menu(MountedScreen mounted) {
        return mounted.screen().menu().orElseThrow();
    }

    /** The views that a class loader brought. */
    List<Class<? extends Component>> viewsOf(ClassLoader loader) {
        return screens.stream()
                .<Class<? extends Component>>map(mounted -> mounted.screen().view())
                .filter(view -> view.getClassLoader() == loader)
                .toList();
    }
}
