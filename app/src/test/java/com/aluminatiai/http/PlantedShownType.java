package com.aluminatiai.http;

/** Planted: a door that shows one type too many. */
public class PlantedShownType {}
