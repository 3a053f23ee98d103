/** Whether letters leave the house. */
@NullMarked
package studio.backline.platform.health.mail;

import org.jspecify.annotations.NullMarked;
