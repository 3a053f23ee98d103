/** What is said to a provider's endpoints, and what their answers mean. */
@NullMarked
package studio.backline.platform.connections.wire;

import org.jspecify.annotations.NullMarked;
