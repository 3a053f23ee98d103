@org.jspecify.annotations.NullMarked
package studio.backline.platform.resealing;
