package studio.backline.ui.screen;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.spring.SpringInstantiator;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.ui.reach.OpenedScreen;
import studio.backline.ui.reach.VaadinsOwn;

/**
 * Makes each view in the context it belongs to, chosen by the view's class loader. The root context
 * must never make a plugin's view: it would keep the class in its caches for ever.
 */
final class PluginInstantiator extends SpringInstantiator {

    private static final long serialVersionUID = 1L;

    private final transient ScreenMount mount;

    PluginInstantiator(VaadinService service, ApplicationContext context, ScreenMount mount) {
        super(service, context);
        this.mount = mount;
    }

    @Override
    public <T> T getOrCreate(Class<T> type) {
        return made(type, super::getOrCreate);
    }

    @Override
    public <T extends Component> T createComponent(Class<T> type) {
        return made(type, super::createComponent);
    }

    private <T> T made(Class<T> type, Function<Class<T>, T> host) {
        return mount.pluginOf(type)
                .map(plugin -> ofAPlugin(plugin, type))
                .orElseGet(() -> ofTheHost(type, host));
    }

    /** A plugin's screen, too, is made where the guard has opened it, whoever asks for it. */
    private static <T> T ofAPlugin(RunningPlugin plugin, Class<T> type) {
        if (Component.class.isAssignableFrom(type) && !OpenedScreen.takes(type)) {
            VaadinsOwn.require(type);
        }
        return plugin.create(type);
    }

    /**
     * Every screen can ask for any class: the core's are not made for it, and the host's own
     * screens only where the guard has opened them.
     */
    private static <T> T ofTheHost(Class<T> type, Function<Class<T>, T> make) {
        // A class of a plugin that is on its way out is nobody's.
        boolean ofTheHost = type.getClassLoader() == PluginInstantiator.class.getClassLoader();
        if (!ofTheHost || !isAround(type) && !OpenedScreen.takes(type)) {
            VaadinsOwn.require(type);
        }
        return make.apply(type);
    }

    /** What stands around a screen or in its place, and shows nothing of anybody else. */
    private static boolean isAround(Class<?> type) {
        return RouterLayout.class.isAssignableFrom(type)
                || HasErrorParameter.class.isAssignableFrom(type)
                || AppShellConfigurator.class.isAssignableFrom(type);
    }
}
