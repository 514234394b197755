package com.aluminatiai.app.planted.util;

/** Planted: names without meaning, an injected field, and half of a cycle. */
public class PlantedHelper {
  /** Planted. */
  public com.aluminatiai.app.planted.other.OtherHalf other;

  @Inject Object injected;

  /** Planted: stands for a container's annotation. */
  @interface Inject {}
}
