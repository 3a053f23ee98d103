package studio.backline.screens;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.backline.contract.permission.Permission;

/**
 * A screen that a plugin, or the host itself, contributes: a bean of this type in the contributor's
 * context. The host mounts it within the shell when the contributor has started and unmounts it
 * before it stops; open windows that show it are moved to the start page first.
 *
 * <p>The view is made in the contributor's context for each navigation, on the thread of the
 * request, with its constructor's arguments taken from there. It carries no {@code @Route}.
 *
 * @param path the route, in lower-case words joined by hyphens and slashes, with Vaadin's templates
 *     for parameters: {@code people}, {@code people/:id}
 * @param view the component; a view that a person edits in implements Vaadin's navigation observers
 * @param permission what a person needs in order to see it; without it the menu entry is left out
 *     and the address answers as if there were nothing; empty: every signed-in person may
 * @param menu the place in the drawer; empty for screens that others lead to
 */
public record Screen(
        String path,
        Class<? extends Component> view,
        Optional<Permission> permission,
        Optional<MenuEntry> menu) {

    private static final Pattern PATH =
            Pattern.compile("([a-z0-9-]+|:[a-zA-Z]+\\??)?(/([a-z0-9-]+|:[a-zA-Z]+\\??))*");

    /** Checks the path; throws {@link IllegalArgumentException} naming it. */
    public Screen {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "Not a path for a screen: '%s'. Write it like 'people/:id'.".formatted(path));
        }
    }

    /** A screen with a place in the drawer. */
    public static Screen inMenu(
            String path, Class<? extends Component> view, Permission permission, MenuEntry menu) {
        return new Screen(path, view, Optional.of(permission), Optional.of(menu));
    }

    /** A screen that others lead to. */
    public static Screen at(String path, Class<? extends Component> view, Permission permission) {
        return new Screen(path, view, Optional.of(permission), Optional.empty());
    }
}
