/** The words of every refusal, from one message bundle. */
@NullMarked
package studio.backline.platform.pluginhost.refusal;

import org.jspecify.annotations.NullMarked;
