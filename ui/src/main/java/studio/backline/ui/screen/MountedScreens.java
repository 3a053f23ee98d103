package studio.backline.ui.screen;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import studio.backline.contract.plugin.PluginId;
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

    void remove(MountedScreen screen) {
        screens.remove(screen);
    }

    /** What a plugin has brought. */
    List<MountedScreen> of(PluginId plugin) {
        Optional<PluginId> owner = Optional.of(plugin);
        return screens.stream().filter(mounted -> mounted.plugin().equals(owner)).toList();
    }

    /** The screen that a view at an address belongs to: two may show one view of a library. */
    Optional<MountedScreen> of(Class<?> view, String address) {
        List<MountedScreen> showing =
                screens.stream().filter(mounted -> mounted.screen().view() == view).toList();
        return showing.size() < 2 ? showing.stream().findFirst() : among(showing, address);
    }

    /** The screen that opens at an address; one without parameters comes before one with. */
    public Optional<MountedScreen> at(String address) {
        return among(screens, address.split("[?#]", 2)[0]);
    }

    /**
     * The nearest screen on the way up from an address that is in the menu and that one may open;
     * not the start page, which is above everything.
     */
    public Optional<MountedScreen> above(String address, Predicate<MountedScreen> mayOpen) {
        String path = address;
        while (path.contains("/")) {
            path = path.substring(0, path.lastIndexOf('/'));
            Optional<MountedScreen> found =
                    at(path).filter(mounted -> mounted.screen().menu().isPresent()).filter(mayOpen);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether an address is of a screen that one may not open, while its plugin shows one on the
     * way up: whoever may see those people, or whatever it is, knows that they can be changed. What
     * the house itself keeps to some cannot be read by the others either.
     */
    public boolean isOnlyRead(String address, Predicate<MountedScreen> mayOpen) {
        Optional<PluginId> shows = above(address, mayOpen).flatMap(MountedScreen::plugin);
        return shows.isPresent()
                && at(address)
                        .filter(mayOpen.negate())
                        .filter(meant -> meant.plugin().equals(shows))
                        .isPresent();
    }

    private static Optional<MountedScreen> among(List<MountedScreen> some, String path) {
        return some.stream()
                .filter(mounted -> mounted.leads(path))
                .min(Comparator.comparing(mounted -> mounted.screen().path().contains(":")));
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
}
