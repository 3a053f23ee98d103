package studio.backline.platform.pluginhost;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Takes a context off Spring's list of bean factories by name, which is there so that one can be
 * read from a stream: whoever knows the name, a plugin too, would be given all beans.
 */
public final class UnnamedFactory implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        if (factory instanceof DefaultListableBeanFactory named) {
            named.setSerializationId(null);
        }
    }
}
