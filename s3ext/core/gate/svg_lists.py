"""What an SVG picture may consist of, as data: elements, attributes and properties that draw and do nothing else.

The lists follow the static processing mode of SVG 2 (section 2.3.2), without what reads other files, and of filters
(Filter Effects Module Level 1) those whose work grows with the picture only.
"""

from __future__ import annotations

SVG = 'http://www.w3.org/2000/svg'
XLINK = 'http://www.w3.org/1999/xlink'
XML = 'http://www.w3.org/XML/1998/namespace'

_SHAPES = 'path rect circle ellipse line polyline polygon'
_FILTERS = """
filter feBlend feColorMatrix feComponentTransfer feFuncR feFuncG feFuncB feFuncA feComposite feDropShadow feFlood
feGaussianBlur feMerge feMergeNode feOffset
"""
_OTHER_NAMES = """
svg g defs title desc text tspan textPath linearGradient radialGradient stop clipPath mask pattern marker symbol use
style
"""
SHAPES = frozenset(_SHAPES.split())
FILTERS = frozenset(_FILTERS.split())
ELEMENTS = SHAPES | FILTERS
ELEMENTS |= frozenset(_OTHER_NAMES.split())
#: elements whose text is shown or read aloud; anywhere else text is white space between elements
TEXTS = frozenset({'title', 'desc', 'text', 'tspan', 'textPath', 'style'})

_PROPERTY_NAMES = """
alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
color-rendering direction display dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color
flood-opacity font font-family font-feature-settings font-size font-size-adjust font-stretch font-style font-variant
font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric font-variant-position
font-variation-settings font-weight
glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation kerning letter-spacing
lighting-color line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
paint-order pointer-events shape-padding shape-rendering stop-color stop-opacity stroke stroke-dasharray
stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor
text-decoration text-decoration-color text-decoration-line text-decoration-style text-indent text-orientation
text-rendering text-transform transform transform-box transform-origin unicode-bidi vector-effect visibility
white-space word-spacing writing-mode
"""
#: what may stand in a style; nearly all may be attributes too
PROPERTIES = frozenset(_PROPERTY_NAMES.split())
_ATTRIBUTE_NAMES = """
id class lang role tabindex focusable aria-label aria-labelledby aria-describedby aria-hidden aria-roledescription
version baseProfile viewBox preserveAspectRatio zoomAndPan contentScriptType contentStyleType width height x y
x1 y1 x2 y2 cx cy r rx ry fx fy fr d points dx dy rotate textLength lengthAdjust pathLength startOffset method spacing
side gradientUnits gradientTransform spreadMethod offset clipPathUnits maskUnits maskContentUnits patternUnits
patternContentUnits patternTransform markerWidth markerHeight markerUnits refX refY orient href style type media title
filterUnits primitiveUnits in in2 result mode operator k1 k2 k3 k4 values stdDeviation edgeMode tableValues slope
intercept amplitude exponent
"""
ATTRIBUTES = PROPERTIES | set(_ATTRIBUTE_NAMES.split())
_GEOMETRY_NAMES = """
viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points dx dy rotate textLength pathLength startOffset
transform gradientTransform patternTransform markerWidth markerHeight refX refY offset stroke-width stroke-dasharray
stroke-dashoffset stroke-miterlimit font-size letter-spacing word-spacing stdDeviation
"""
#: numbers in these say where or how large something is
GEOMETRY = frozenset(_GEOMETRY_NAMES.split())
