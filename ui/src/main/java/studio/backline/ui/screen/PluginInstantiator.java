package studio.backline.ui.screen;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.spring.SpringInstantiator;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
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
        return mount.pluginOf(type)
                .map(plugin -> plugin.create(type))
                .orElseGet(() -> ofTheHost(type, super::getOrCreate));
    }

    @Override
    public <T extends Component> T createComponent(Class<T> type) {
        return mount.pluginOf(type)
                .map(plugin -> plugin.create(type))
                .orElseGet(() -> ofTheHost(type, super::createComponent));
    }

    /** Every screen can ask for any class: the core's are not made for it. */
    private static <T> T ofTheHost(Class<T> type, Function<Class<T>, T> make) {
        VaadinsOwn.require(type);
        return make.apply(type);
    }
}
