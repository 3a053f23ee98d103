package studio.backline.ui.screen;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.text.Texts;
import studio.backline.platform.pluginhost.PluginMount;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.screens.Screen;
import studio.backline.screens.Toasts;

/**
 * Brings screens into the running house and out again: routes, menu, open windows. The host's own
 * screens come in by the same door.
 */
final class ScreenMount implements PluginMount {

    private final Routes routes;
    private final MountedScreens screens;
    private final OpenWindows windows;
    private final Texts texts;
    private final Map<ClassLoader, RunningPlugin> plugins = new ConcurrentHashMap<>();
    private final Set<ClassLoader> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable VaadinService> service = new AtomicReference<>();

    /**
     * @param texts what a window is told whose screen goes
     */
    ScreenMount(Routes routes, MountedScreens screens, OpenWindows windows, Texts texts) {
        this.routes = routes;
        this.screens = screens;
        this.windows = windows;
        this.texts = texts;
    }

    /** Takes up the host's own screens; once, before the first window opens. */
    void mountHost(VaadinService started, List<Screen> hostScreens) {
        service.set(started);
        for (Screen screen : hostScreens) {
            open(new MountedScreen(Optional.empty(), screen, texts));
        }
    }

    @Override
    public void mount(RunningPlugin plugin) {
        plugins.put(plugin.classLoader(), plugin);
        for (Screen screen : plugin.beans(Screen.class)) {
            open(new MountedScreen(Optional.of(plugin.id()), screen, plugin.texts()));
        }
        windows.inEach(Windows::refreshMenu);
    }

    private void open(MountedScreen screen) {
        // Known before its route is, so that the guard never meets a route without a screen.
        screens.add(screen);
        try {
            routes.add(screen.screen());
        } catch (RuntimeException taken) {
            // The address is somebody else's: nothing of theirs goes when this plugin does.
            screens.remove(screen);
            throw taken;
        }
    }

    @Override
    public void unmount(RunningPlugin plugin) {
        ClassLoader loader = plugin.classLoader();
        leaving.add(loader);
        List<MountedScreen> gone = screens.of(plugin.id());
        gone.forEach(screens::remove);
        gone.forEach(mounted -> routes.remove(mounted.screen()));
        windows.inEach(ui -> leave(ui, plugin, gone));
        plugins.remove(loader);
        leaving.remove(loader);
    }

    /** Whoever worked there is told why they are elsewhere now, and what became of it. */
    private void leave(UI ui, RunningPlugin plugin, List<MountedScreen> gone) {
        if (Windows.leave(ui, plugin.classLoader(), gone)) {
            String name = plugin.manifest().name().in(ui.getLocale());
            Toasts.refused(texts.get("start.led-here", name));
        }
    }

    @Override
    public void gone() {
        windows.tellEach(Windows::refreshMenu);
    }

    @Override
    public void forget(ClassLoader loader) {
        VaadinService started = service.get();
        if (started != null) {
            VaadinCaches.forget(loader, started);
        }
    }

    /** Those that run now; one on its way out takes no questions any more. */
    List<RunningPlugin> plugins() {
        return plugins.values().stream()
                .filter(plugin -> !leaving.contains(plugin.classLoader()))
                .toList();
    }

    /** The running plugin that brought a class. */
    Optional<RunningPlugin> pluginOf(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null ? Optional.empty() : Optional.ofNullable(plugins.get(loader));
    }
}
