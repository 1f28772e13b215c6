using System.Reflection;
using System.Reflection.Emit;

namespace ObShellSdk.Tests.Conventions;

/// <summary>The types that a type refers to, in its signatures, attributes and method bodies. Nested and generated types belong to the outermost one.</summary>
internal static class TypeReferences
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> _opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Pairs of outermost types of an assembly, of which the first refers to the second.</summary>
    public static IReadOnlySet<(Type From, Type To)> Within(Assembly assembly)
    {
        var pairs = new HashSet<(Type From, Type To)>();
        foreach (Type type in assembly.GetTypes())
        {
            Type from = Outermost(type);
            foreach (Type to in Of(type).SelectMany(Parts).Where(part => part.Assembly == assembly).Select(Outermost).Where(to => to != from))
            {
                pairs.Add((from, to));
            }
        }

        return pairs;
    }

    private static IEnumerable<Type> Of(Type type)
    {
        IEnumerable<Type?> signatures =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(All).Select(field => field.FieldType),
            .. type.GetMethods(All).Select(method => method.ReturnType),
            .. Methods(type).SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType),
        ];
        IEnumerable<CustomAttributeData> attributes = [.. type.GetCustomAttributesData(), .. type.GetMembers(All).SelectMany(member => member.GetCustomAttributesData())];
        return signatures.OfType<Type>()
            .Concat(attributes.SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value as Type).Append(attribute.AttributeType).OfType<Type>()))
            .Concat(Methods(type).SelectMany(OfBody));
    }

    private static IEnumerable<MethodBase> Methods(Type type) => [.. type.GetMethods(All), .. type.GetConstructors(All)];

    private static IEnumerable<Type> OfBody(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return [];
        }

        var types = body.LocalVariables.Select(variable => variable.LocalType).ToList();
        types.AddRange(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType!));
        Type[]? ofType = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        Type[]? ofMethod = method is { IsGenericMethod: true } ? method.GetGenericArguments() : null;
        foreach (int token in Tokens(body.GetILAsByteArray()!))
        {
            switch (method.Module.ResolveMember(token, ofType, ofMethod))
            {
                case Type type:
                    types.Add(type);
                    break;
                case MethodBase called:
                    types.Add(called.DeclaringType!);
                    types.AddRange(called.GetParameters().Select(parameter => parameter.ParameterType));
                    types.AddRange(called is MethodInfo { ReturnType: var returned } ? [returned] : []);
                    types.AddRange(called.IsGenericMethod ? called.GetGenericArguments() : []);
                    break;
                case FieldInfo field:
                    types.AddRange([field.DeclaringType!, field.FieldType]);
                    break;
            }
        }

        return types;
    }

    private static IEnumerable<int> Tokens(byte[] il)
    {
        int position = 0;
        while (position < il.Length)
        {
            short value = il[position++];
            if (value == 0xFE)
            {
                value = unchecked((short)(0xFE00 | il[position++]));
            }

            OpCode code = _opCodes[value];
            switch (code.OperandType)
            {
                case OperandType.InlineType or OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok:
                    yield return BitConverter.ToInt32(il, position);
                    position += 4;
                    break;
                case OperandType.InlineSwitch:
                    position += 4 + (4 * BitConverter.ToInt32(il, position));
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    position++;
                    break;
                case OperandType.InlineVar:
                    position += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    position += 8;
                    break;
                default:
                    position += 4;
                    break;
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericParameter ? []
        : type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().Where(argument => !argument.IsGenericParameter).SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
